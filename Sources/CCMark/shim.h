// The header of the CommonMark parser, found by the compiler where pkg-config says it is.
#include <cmark.h>
