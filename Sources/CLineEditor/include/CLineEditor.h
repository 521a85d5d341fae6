// Why this exists: Swift can neither call libedit's variadic functions (el_set, el_get, history) nor
// name C's stdin and stdout, and where libedit's headers are missing the package has to build all
// the same. So this is the only place that sees <histedit.h>, and it has no policy: which completions
// there are, what history holds and which colours a line has is decided in Swift, behind callbacks.
//
// One thread uses an editor, and there is one editor at a time.

#ifndef CLINEEDITOR_H
#define CLINEEDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct line_editor line_editor;

/// How an attempt to read a line ended.
typedef enum line_status : int {
  LINE_STATUS_LINE = 0,
  LINE_STATUS_END = 1,
  LINE_STATUS_INTERRUPTED = 2
} line_status;

/// Keys that are no characters. They have the numbers of C1 control characters, which nobody types
/// in UTF-8, so that libedit's keymaps, which have 256 places, can bind them.
typedef enum line_key : int {
  LINE_KEY_UP = 0x80,
  LINE_KEY_DOWN,
  LINE_KEY_LEFT,
  LINE_KEY_RIGHT,
  LINE_KEY_HOME,
  LINE_KEY_END,
  LINE_KEY_PAGE_UP,
  LINE_KEY_PAGE_DOWN,
  LINE_KEY_DELETE,
  LINE_KEY_WORD_LEFT,
  LINE_KEY_WORD_RIGHT,
  LINE_KEY_PASTE,
  LINE_KEY_COMPOSE,
  LINE_KEY_REDRAW,
  LINE_KEY_INTERRUPT,
  LINE_KEY_CANCEL,
  LINE_KEY_CAPTURED,
  LINE_KEY_LIST,
  LINE_KEY_SUSPEND
} line_key;

/// What Swift is asked to do for a key.
typedef enum line_action : int {
  LINE_ACTION_COMPLETE,
  LINE_ACTION_PREVIOUS,
  LINE_ACTION_NEXT,
  LINE_ACTION_SEARCH,
  LINE_ACTION_RIGHT,
  LINE_ACTION_END,
  LINE_ACTION_PASTE,
  LINE_ACTION_NEW_LINE,
  LINE_ACTION_CAPTURED,
  LINE_ACTION_LIST
} line_action;

/// What the line needs once that is done.
typedef enum line_result : int {
  LINE_RESULT_REFRESH,
  LINE_RESULT_BEEP
} line_result;

/// What Swift does for the editor.
typedef struct line_callbacks {
  void *context;
  /// Acts on a key of ours.
  line_result (*act)(void *context, line_action action);
  /// The character that a base and a mark make together, or 0.
  uint32_t (*compose)(void *context, uint32_t base, uint32_t mark);
  /// The line as it is to look, and a hint behind it: two texts, each ended by a zero byte, which
  /// the caller frees. NULL leaves the line as libedit drew it.
  char *(*paint)(void *context, const char *line, size_t length, bool at_end, size_t columns);
  /// The columns that a text takes.
  size_t (*width)(void *context, const char *text, size_t length);
  /// Whether SIGINT has been raised by someone else than the terminal.
  bool (*interrupted)(void *context);
} line_callbacks;

/// Whether libedit was there when this was built.
bool line_editor_exists(void);
/// An editor of standard input and output; NULL without libedit or without a UTF-8 locale.
line_editor *line_editor_make(const char *program, line_callbacks callbacks);
void line_editor_free(line_editor *editor);

/// Reads a line. `*line` is the editor's and lasts until the next call.
line_status line_editor_read(line_editor *editor, const char *prompt, const char **line,
                             size_t *length);

/// Raw mode on or off: it stays on between the keys of one stretch of single keys.
void line_editor_raw(line_editor *editor, bool on);
/// Waits for a key: a character or a `line_key`; −1 at the end of the input.
int32_t line_editor_key(line_editor *editor);
/// Stops the process as Ctrl-Z does, with the terminal as it was found.
void line_editor_suspend(line_editor *editor);

// To be called while `act` runs.
/// The line being edited and the position of the cursor in it, in bytes.
const char *line_editor_text(line_editor *editor, size_t *length, size_t *cursor);
/// Puts a text in place of the whole line; the cursor stands behind it.
void line_editor_set(line_editor *editor, const char *text);
/// Puts a text in place of so many scalars before the cursor.
void line_editor_replace(line_editor *editor, size_t scalars, const char *text);
/// Moves the cursor by scalars.
void line_editor_move(line_editor *editor, int scalars);
/// Shows another prompt before the line from now on.
void line_editor_set_prompt(line_editor *editor, const char *prompt);
/// Prints a text below the line, whose end the cursor has to be at, and the line anew below it.
void line_editor_print(line_editor *editor, const char *text, int move);
/// Hands all keys over from now on: each comes as `LINE_ACTION_CAPTURED`, and is asked for here.
void line_editor_capture(line_editor *editor, bool on);
int32_t line_editor_captured(line_editor *editor);
/// Lets a key be read after this one.
void line_editor_push(line_editor *editor, uint32_t key);
/// The next character of what is being pasted; −1 at its end.
int32_t line_editor_pasted(line_editor *editor);

/// Whether a screen of its own is shown now: who gives the terminal back leaves that too.
void line_editor_note_screen(bool on);
/// Gives the terminal back as it was found; may be called from a signal handler.
void line_editor_restore_terminal(void);

#endif
