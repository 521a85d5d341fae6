import CCMark

/// A node of a Markdown text: a value, apart from the library that parsed it.
struct MarkdownNode: Sendable, Equatable {
  /// What a node is.
  enum Kind: Sendable, Equatable {
    case document, quote, item, paragraph, thematicBreak
    /// A list; the number of its first item where items are numbered.
    case list(start: Int?, isTight: Bool)
    case heading(level: Int)
    /// A block of code; the words behind its fence.
    case code(info: String)
    /// HTML that stands by itself.
    case html
    case text, inlineCode, inlineHTML, softBreak, lineBreak, emphasis, strong
    case link(address: String), image(address: String)
  }

  /// What it is.
  var kind: Kind
  /// The text of a leaf; of code the lines, each with its line break.
  var literal = ""
  /// The line it starts on, from 1; inline nodes do not know theirs.
  var line: Int
  /// The line it ends on.
  var lastLine: Int
  /// The column of its first character, from 1.
  var column: Int
  /// What is inside it.
  var children: [MarkdownNode] = []
}

/// A Markdown text as the CommonMark library holds it; it owns the library's tree.
final class CommonMarkDocument {
  private let root: OpaquePointer?

  /// Parses a text whose lines end in `\n`; no text is wrong Markdown.
  init(parsing text: String) {
    // The terminating zero gives even an empty text an address.
    let characters = text.utf8CString
    root = characters.withUnsafeBufferPointer { characters in
      characters.baseAddress.flatMap {
        cmark_parse_document($0, characters.count - 1, CMARK_OPT_DEFAULT)
      }
    }
  }

  deinit { if let root { cmark_node_free(root) } }

  /// The tree as a value.
  var tree: MarkdownNode {
    root.map { node(at: $0, depth: 0) }
      ?? MarkdownNode(kind: .document, line: 1, lastLine: 1, column: 1)
  }

  /// The levels that are read: nobody nests this deep, and recursion has an end.
  private static let deepest = 100

  private func node(at pointer: OpaquePointer, depth: Int) -> MarkdownNode {
    var node = MarkdownNode(
      kind: kind(of: pointer),
      literal: cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "",
      line: Int(cmark_node_get_start_line(pointer)),
      lastLine: Int(cmark_node_get_end_line(pointer)),
      column: Int(cmark_node_get_start_column(pointer))
    )
    guard depth < Self.deepest else { return node }
    var child = cmark_node_first_child(pointer)
    while let present = child {
      node.children.append(self.node(at: present, depth: depth + 1))
      child = cmark_node_next(present)
    }
    return node
  }

  private func kind(of pointer: OpaquePointer) -> MarkdownNode.Kind {
    func text(_ characters: UnsafePointer<CChar>?) -> String {
      characters.map { String(cString: $0) } ?? ""
    }
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_BLOCK_QUOTE: return .quote
    case CMARK_NODE_LIST:
      let isNumbered = cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      return .list(
        start: isNumbered ? Int(cmark_node_get_list_start(pointer)) : nil,
        isTight: cmark_node_get_list_tight(pointer) == 1
      )
    case CMARK_NODE_ITEM: return .item
    case CMARK_NODE_CODE_BLOCK: return .code(info: text(cmark_node_get_fence_info(pointer)))
    case CMARK_NODE_HTML_BLOCK: return .html
    case CMARK_NODE_PARAGRAPH: return .paragraph
    case CMARK_NODE_HEADING:
      return .heading(level: Int(cmark_node_get_heading_level(pointer)))
    case CMARK_NODE_THEMATIC_BREAK: return .thematicBreak
    case CMARK_NODE_TEXT: return .text
    case CMARK_NODE_SOFTBREAK: return .softBreak
    case CMARK_NODE_LINEBREAK: return .lineBreak
    case CMARK_NODE_CODE: return .inlineCode
    case CMARK_NODE_HTML_INLINE: return .inlineHTML
    case CMARK_NODE_EMPH: return .emphasis
    case CMARK_NODE_STRONG: return .strong
    case CMARK_NODE_LINK: return .link(address: text(cmark_node_get_url(pointer)))
    case CMARK_NODE_IMAGE: return .image(address: text(cmark_node_get_url(pointer)))
    default: return .document
    }
  }
}
