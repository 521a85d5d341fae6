// Bytes from the terminal made into characters and keys. Knows nothing of libedit: its reader would
// decode UTF-8 likewise, but it knows no pastes and no lone ESC, and handles a change of size by
// sending the signal on to the whole process group.

#ifndef KEYS_H
#define KEYS_H

#include "CLineEditor.h"

/// Where keys come from: standard input, and what happens to the terminal.
typedef struct key_input {
  void *context;
  /// Whether SIGINT has been raised by someone else than the terminal.
  bool (*interrupted)(void *context);
  /// The process has been continued: the terminal is to be made ready again.
  void (*terminal_again)(void *editor);
  void *editor;
  // Whether what comes is a paste, in which ESC starts no key.
  bool pastes;
  // Bytes read while finding out what a sequence is.
  unsigned char ahead[64];
  size_t ahead_count;
} key_input;

/// Lets a change of the terminal's size and being continued end a wait for a key.
void keys_catch_signals(void);
/// Forgets that the size has changed; whether the process has been continued.
void keys_forget_size(void);
void keys_forget_continued(void);
bool keys_has_continued(void);

/// Waits for a character or a `line_key`; −1 at the end of the input.
int32_t keys_next(key_input *input);
/// The next character of what is being pasted; −1 at its end.
int32_t keys_pasted(key_input *input);

#endif
