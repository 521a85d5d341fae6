extension FunctionDescription {
  /// Convolution, pooling and normalisation, and the names of their derivatives.
  static let images: [FunctionDescription] = [
    FunctionDescription(
      "conv",
      "conv(image, filters, bias = 0, stride = 1, padding = 0)",
      "the sums of the pixels under each filter times its weights; the filter is not flipped",
      domain: "rows×columns, channels×rows×columns or …×cases; filters of out×in×rows×columns",
      derivative: "by image: conv_input_gradient(Δ, filters, …); by filters: "
        + "conv_filter_gradient(image, Δ, …)",
      cited: "manchester",
      "Convolution"
    ),
    FunctionDescription(
      "conv_input_gradient",
      "conv_input_gradient(Δ, filters, rows, columns, stride = 1, padding = 0)",
      "∂J/∂image of conv from Δ = ∂J/∂z; rows and columns are those of the image",
      derivative: "by Δ: conv of the upstream; by filters: conv_filter_gradient of it and Δ"
    ),
    FunctionDescription(
      "conv_filter_gradient",
      "conv_filter_gradient(image, Δ, rows, columns, stride = 1, padding = 0)",
      "∂J/∂filters of conv from Δ = ∂J/∂z, summed over the cases; rows, columns of a filter",
      derivative: "by image: conv_input_gradient of Δ and the upstream; by Δ: conv of both"
    ),
    FunctionDescription(
      "max_pool",
      "max_pool(image, size, stride = size, padding = 0)",
      "the largest pixel of each size×size window; padding is never the largest",
      derivative: "the upstream at the largest pixel, the first of equal ones; 0 elsewhere",
      cited: "manchester",
      "Pooling"
    ),
    FunctionDescription(
      "max_pool_gradient",
      "max_pool_gradient(image, Δ, size, stride = size, padding = 0)",
      "∂J/∂image of max_pool from Δ = ∂J/∂z",
      derivative: "by Δ: the upstream of the largest pixels"
    ),
    FunctionDescription(
      "average_pool",
      "average_pool(image, size, stride = size)",
      "the mean of each size×size window",
      derivative: "1/size² of the upstream for each pixel of the window",
      cited: "manchester",
      "Pooling"
    ),
    FunctionDescription(
      "average_pool_gradient",
      "average_pool_gradient(Δ, rows, columns, size, stride = size)",
      "∂J/∂image of average_pool from Δ = ∂J/∂z; rows and columns are those of the image",
      derivative: "average_pool of the upstream"
    ),
    FunctionDescription(
      "batch_norm",
      "batch_norm(z, γ = 1, β = 0, delta = 1e-5)",
      "γ (z − μ)/(σ + δ) + β, μ and σ of each row (channel) over the cases",
      domain: "more than one number in each row",
      derivative: "by z: batch_norm_gradient(z, γ, Δ); by γ: Σ Δ ⊙ ẑ; by β: Σ Δ",
      cited: "manchester",
      "Normalization (1)"
    ),
    FunctionDescription(
      "batch_norm_gradient",
      "batch_norm_gradient(z, γ, Δ, delta = 1e-5)",
      "∂J/∂z of batch_norm from Δ, the derivative by its result",
      derivative: "by Δ: γ times the same of the upstream",
      cited: "manchester",
      "Normalization (1)"
    ),
    FunctionDescription(
      "layer_norm",
      "layer_norm(z, γ = 1, β = 0, delta = 1e-5)",
      "γ (z − μ)/(σ + δ) + β, μ and σ of each case over its units",
      derivative: "by z: layer_norm_gradient(z, γ, Δ); by γ: Σ Δ ⊙ ẑ; by β: Σ Δ",
      cited: "manchester",
      "Normalization (1)"
    ),
    FunctionDescription(
      "layer_norm_gradient",
      "layer_norm_gradient(z, γ, Δ, delta = 1e-5)",
      "∂J/∂z of layer_norm from Δ, the derivative by its result",
      derivative: "by Δ: γ times the same of the upstream"
    ),
  ]

  private static let augmentationSlide = "Methods to Avoid Overfitting: Dataset Augmentation"

  /// What makes new training cases of images.
  static let augmentation: [FunctionDescription] = [
    FunctionDescription(
      "flip",
      "flip(image, dimension = 2)",
      "the image mirrored: left for right, with dimension 1 top for bottom",
      derivative: "the upstream, mirrored back",
      cited: "galway",
      augmentationSlide
    ),
    FunctionDescription(
      "shift",
      "shift(image, down, right)",
      "the image moved by whole pixels, negative ones up and to the left; zeros come in",
      derivative: "the upstream, moved back",
      cited: "galway",
      augmentationSlide
    ),
    FunctionDescription(
      "rotate",
      "rotate(image, degrees)",
      "the image turned about its centre, counter-clockwise, bilinear; zeros outside",
      derivative: "the upstream by the transposed map; of degrees none",
      cited: "galway",
      augmentationSlide
    ),
    FunctionDescription(
      "crop",
      "crop(image, top, left, rows, columns)",
      "a part of the image, from a row and a column on",
      domain: "a part that lies on the image",
      derivative: "the upstream in its place, 0 elsewhere",
      cited: "galway",
      augmentationSlide
    ),
    FunctionDescription(
      "pad",
      "pad(image, padding)",
      "the image with rows and columns of zeros on each side",
      domain: "padding ≥ 0",
      derivative: "the upstream without the padding",
      cited: "galway",
      augmentationSlide
    ),
    FunctionDescription(
      "add_noise",
      "add_noise(image, std = 0.1)",
      "the image plus random numbers from the normal distribution of mean 0",
      domain: "std ≥ 0",
      derivative: "1",
      cited: "galway",
      augmentationSlide
    ),
  ]
}
