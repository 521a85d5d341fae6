// Names libedit for the package manager: which flags it needs, and what to install where it is
// missing. Without it the package builds all the same, and lines are read as the terminal edits
// them.
#if __has_include(<histedit.h>)
#include <stdio.h>
#include <histedit.h>
#endif
