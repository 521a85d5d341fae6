// The header of zlib, found by the compiler where pkg-config says it is.
#include <zlib.h>
