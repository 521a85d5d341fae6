#define _GNU_SOURCE
#include "CLineEditor.h"
#include "Keys.h"

#if __has_include(<histedit.h>)

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

struct line_editor {
  EditLine *el;
  // Never filled: history is kept in Swift. But some of vi's commands call libedit's history
  // without looking whether there is one.
  History *history;
  line_callbacks callbacks;
  char *prompt;
  bool interrupted;
  // Whether a line is being edited; else single keys are read.
  bool edits;
  // Whether keys are handed over instead of being looked up, and the last one that was.
  bool captures;
  int32_t captured;
  key_input input;
  bool hinted, painted;
  // How far the cursor was from the end when Ctrl-Z was pressed.
  int from_end;
  // What the next compose key puts in place of the character before the cursor.
  wchar_t composed;
  // A key to be read again, or 0.
  uint32_t pushed;
};

bool line_editor_exists(void) { return true; }

// Signals, and what is left to a handler.

static volatile sig_atomic_t terminal_is_ours, has_screen;
static struct termios found;

void line_editor_note_screen(bool on) { has_screen = on; }

void line_editor_restore_terminal(void) {
  if (has_screen) (void)!write(1, "\033[?25h\033[?1049l", 14);
  has_screen = 0;
  if (!terminal_is_ours) return;
  terminal_is_ours = 0;
  (void)!write(1, "\033[?2004l", 8);
  tcsetattr(0, TCSANOW, &found);
}

static void on_end(int signal) {
  line_editor_restore_terminal();
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigaction(signal, &usual, NULL);
  raise(signal);
}

static void catch_signals(void) {
  keys_catch_signals();
  struct sigaction end = {.sa_handler = on_end};
  int ends[] = {SIGTERM, SIGHUP, SIGQUIT};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    struct sigaction before;
    // What was told to ignore a signal (nohup) goes on ignoring it.
    if (sigaction(ends[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
      sigaction(ends[i], &end, NULL);
  }
}

// Without a UTF-8 locale libedit drops what is not ASCII without a word, and crashes on a prompt that
// is not. LANG=C, or no LANG, is no wish to do without Δ.
static bool choose_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return true;
  const char *names[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (setlocale(LC_CTYPE, names[i])) return true;
  return false;
}

static line_editor *self(EditLine *el) {
  void *editor = NULL;
  el_get(el, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt(EditLine *el) { return self(el)->prompt; }

static void set_prompt(line_editor *editor, const char *text) {
  char *copy = strdup(text);
  if (!copy) return;
  free(editor->prompt);
  editor->prompt = copy;
}

static void raw(line_editor *editor, bool on) {
  if (on) {
    if (!terminal_is_ours) tcgetattr(0, &found);
    terminal_is_ours = 1;
  }
  el_set(editor->el, EL_PREP_TERM, on ? 1 : 0);
  if (!on) terminal_is_ours = 0;
}

// Bracketed paste is no feature of libedit's: the terminal is asked for it, and the reader sees it.
static void bracket_pastes(bool on) { (void)!write(1, on ? "\033[?2004h" : "\033[?2004l", 8); }

// Whoever continued us may have changed the terminal.
static void terminal_again(void *context) {
  line_editor *editor = context;
  el_set(editor->el, EL_PREP_TERM, 0);
  el_set(editor->el, EL_PREP_TERM, 1);
  if (editor->edits) bracket_pastes(true);
}

// Drawing over the line that libedit drew.

static size_t columns_of(line_editor *editor, const char *text, size_t length) {
  return editor->callbacks.width(editor->callbacks.context, text, length);
}

// Called just before waiting for a key, and, to take the hint away, just after one: libedit has drawn
// the line and will draw only what changes. Its picture of the screen stays true, as only the look of
// characters differs. Lines of one row only; whether a change is needed is answered.
static bool paint(line_editor *editor, bool waits) {
  if (!waits && !editor->hinted) return false;
  struct winsize size;
  const LineInfo *line = el_line(editor->el);
  size_t length = (size_t)(line->lastchar - line->buffer);
  size_t before = columns_of(editor, editor->prompt, strlen(editor->prompt));
  size_t whole = columns_of(editor, line->buffer, length);
  size_t cursor = columns_of(editor, line->buffer, (size_t)(line->cursor - line->buffer));
  bool fits = ioctl(1, TIOCGWINSZ, &size) == 0 && before + whole + 1 < size.ws_col &&
              !memchr(line->buffer, '\n', length) && !memchr(line->buffer, '\t', length);
  if (!fits) {
    // A line that has grown beyond its row loses its colours, or a part would keep them.
    bool was = editor->painted && waits && !editor->captures;
    if (waits) editor->painted = false;
    return was;
  }
  if (length == 0 && !editor->painted) return false;
  char *look = editor->callbacks.paint(editor->callbacks.context, line->buffer, length,
                                       waits && line->cursor == line->lastchar,
                                       size.ws_col - before - whole - 1);
  if (!look) return false;
  const char *hint = look + strlen(look) + 1;
  fputs("\r", stdout);
  if (before) fprintf(stdout, "\033[%zuC", before);
  fprintf(stdout, "%s%s\033[K\r", look, waits ? hint : "");
  if (before + cursor) fprintf(stdout, "\033[%zuC", before + cursor);
  fflush(stdout);
  editor->hinted = waits && *hint;
  editor->painted = true;
  free(look);
  return false;
}

// libedit's own reader would decode UTF-8 likewise, but it knows no pastes, no lone ESC and no
// marks, and handles a change of size by sending the signal to the whole process group again.
static int get_character(EditLine *el, wchar_t *out) {
  line_editor *editor = self(el);
  if (editor->pushed) {
    *out = (wchar_t)editor->pushed;
    editor->pushed = 0;
    return 1;
  }
  bool draws = editor->edits && !editor->input.pastes && !editor->input.ahead_count;
  // While more is waiting to be read, as in a paste, nobody sees the colours.
  struct pollfd input = {.fd = 0, .events = POLLIN};
  if (draws && poll(&input, 1, 0) == 0 && paint(editor, true)) {
    *out = LINE_KEY_REDRAW;
    return 1;
  }
  int32_t key = keys_next(&editor->input);
  if (draws) paint(editor, false);
  if (key < 0) return 0;
  if (editor->captures) {
    editor->captured = key;
    *out = LINE_KEY_CAPTURED;
    return 1;
  }
  if (editor->edits && !editor->input.pastes && key >= 0x300 && wcwidth((wchar_t)key) == 0) {
    const LineInfoW *line = el_wline(el);
    uint32_t whole = line->cursor == line->buffer
                       ? 0
                       : editor->callbacks.compose(editor->callbacks.context,
                                                   (uint32_t)line->cursor[-1], (uint32_t)key);
    if (whole) {
      editor->composed = (wchar_t)whole;
      key = LINE_KEY_COMPOSE;
    }
  }
  *out = (wchar_t)key;
  return 1;
}

// Functions that keys are bound to.

static unsigned char act(EditLine *el, line_action action) {
  line_editor *editor = self(el);
  line_result result = editor->callbacks.act(editor->callbacks.context, action);
  return result == LINE_RESULT_BEEP ? CC_REFRESH_BEEP : CC_REFRESH;
}

#define ACTION(name, action) \
  static unsigned char name(EditLine *el, int key) { \
    (void)key; \
    return act(el, action); \
  }
ACTION(complete, LINE_ACTION_COMPLETE)
ACTION(previous, LINE_ACTION_PREVIOUS)
ACTION(next, LINE_ACTION_NEXT)
ACTION(search, LINE_ACTION_SEARCH)
ACTION(right, LINE_ACTION_RIGHT)
ACTION(end, LINE_ACTION_END)
ACTION(paste, LINE_ACTION_PASTE)
ACTION(new_line, LINE_ACTION_NEW_LINE)
ACTION(captured, LINE_ACTION_CAPTURED)
ACTION(list, LINE_ACTION_LIST)

static unsigned char interrupt(EditLine *el, int key) {
  if (key != LINE_KEY_CANCEL) {
    // First the cursor goes behind the line, which may have several rows, so that what is printed
    // next does not land in it; the line is dropped by a second key, after libedit has moved there.
    el_cursor(el, 1 << 20);
    self(el)->pushed = LINE_KEY_CANCEL;
    return CC_REFRESH;
  }
  self(el)->interrupted = true;
  fputs("^C\r\n", stdout);
  return CC_NEWLINE;
}

static unsigned char suspend(EditLine *el, int key) {
  line_editor *editor = self(el);
  if (key != LINE_KEY_SUSPEND) {
    // As for Ctrl-C: what the shell prints goes below the line.
    const LineInfoW *line = el_wline(el);
    editor->from_end = (int)(line->lastchar - line->cursor);
    el_cursor(el, editor->from_end);
    editor->pushed = LINE_KEY_SUSPEND;
    return CC_REFRESH;
  }
  fputs("^Z\r\n", stdout);
  fflush(stdout);
  line_editor_suspend(editor);
  el_cursor(el, -editor->from_end);
  el_resize(el);
  el_set(el, EL_REFRESH);
  return CC_REFRESH;
}

static unsigned char compose(EditLine *el, int key) {
  (void)key;
  wchar_t whole[2] = {self(el)->composed, 0};
  el_deletestr(el, 1);
  el_winsertstr(el, whole);
  return CC_REFRESH;
}

static unsigned char redraw(EditLine *el, int key) {
  (void)key;
  el_resize(el);
  return CC_REDISPLAY;
}

static void bind(EditLine *el, const char *key, const char *function) {
  el_set(el, EL_BIND, key, function, NULL);
  // The map of vi's commands too; in emacs mode it is not used.
  el_set(el, EL_BIND, "-a", key, function, NULL);
}

static void bind_keys(EditLine *el) {
  static const struct {
    const wchar_t *name;
    unsigned char (*function)(EditLine *, int);
  } functions[] = {
    {L"gradus-complete", complete}, {L"gradus-previous", previous}, {L"gradus-next", next},
    {L"gradus-search", search},     {L"gradus-right", right},       {L"gradus-end", end},
    {L"gradus-paste", paste},       {L"gradus-new-line", new_line}, {L"gradus-interrupt", interrupt},
    {L"gradus-suspend", suspend},   {L"gradus-compose", compose},   {L"gradus-redraw", redraw},
    {L"gradus-captured", captured}, {L"gradus-list", list},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    el_wset(el, EL_ADDFN, functions[i].name, functions[i].name, functions[i].function);
  // ~/.editrc first: a "bind -v" in it makes the keymaps anew, and ours would be gone.
  el_source(el, NULL);
  // Latin letters and signs such as ² and × stand in the upper half of the keymaps; bind -v and some
  // locales leave them unbound.
  for (int scalar = 0xA0; scalar < 0x100; scalar++) {
    char octal[8];
    snprintf(octal, sizeof octal, "\\%o", scalar);
    el_set(el, EL_BIND, octal, "ed-insert", NULL);
  }
  static const struct { line_key key; const char *function; } keys[] = {
    {LINE_KEY_UP, "gradus-previous"},         {LINE_KEY_DOWN, "gradus-next"},
    {LINE_KEY_LEFT, "ed-prev-char"},          {LINE_KEY_RIGHT, "gradus-right"},
    {LINE_KEY_HOME, "ed-move-to-beg"},        {LINE_KEY_END, "gradus-end"},
    {LINE_KEY_PAGE_UP, "gradus-previous"},    {LINE_KEY_PAGE_DOWN, "gradus-next"},
    {LINE_KEY_DELETE, "ed-delete-next-char"}, {LINE_KEY_WORD_LEFT, "ed-prev-word"},
    {LINE_KEY_WORD_RIGHT, "em-next-word"},    {LINE_KEY_PASTE, "gradus-paste"},
    {LINE_KEY_COMPOSE, "gradus-compose"},     {LINE_KEY_REDRAW, "gradus-redraw"},
    {LINE_KEY_INTERRUPT, "gradus-interrupt"}, {LINE_KEY_CANCEL, "gradus-interrupt"},
    {LINE_KEY_CAPTURED, "gradus-captured"},   {LINE_KEY_LIST, "gradus-list"},
    {LINE_KEY_SUSPEND, "gradus-suspend"},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    char octal[8];
    snprintf(octal, sizeof octal, "\\%o", (unsigned)keys[i].key);
    bind(el, octal, keys[i].function);
  }
  bind(el, "^I", "gradus-complete");
  bind(el, "^C", "gradus-interrupt");
  bind(el, "^Z", "gradus-suspend");
  bind(el, "^R", "gradus-search");
  bind(el, "^P", "gradus-previous");
  bind(el, "^N", "gradus-next");
  const char *mode = NULL;
  el_get(el, EL_EDITOR, &mode);
  if (mode && strcmp(mode, "vi") == 0) {
    el_set(el, EL_BIND, "-a", "k", "gradus-previous", NULL);
    el_set(el, EL_BIND, "-a", "j", "gradus-next", NULL);
    el_set(el, EL_BIND, "-a", "/", "gradus-search", NULL);
    el_set(el, EL_BIND, "-a", "?", "gradus-search", NULL);
  } else {
    bind(el, "^E", "gradus-end");
    bind(el, "^F", "gradus-right");
    // Alt-Enter: a line break in the line.
    el_set(el, EL_BIND, "\\e^M", "gradus-new-line", NULL);
    el_set(el, EL_BIND, "\\e^J", "gradus-new-line", NULL);
  }
}

line_editor *line_editor_make(const char *program, line_callbacks callbacks) {
  if (!choose_locale()) return NULL;
  line_editor *editor = calloc(1, sizeof *editor);
  if (!editor) return NULL;
  editor->callbacks = callbacks;
  editor->input = (key_input){.context = callbacks.context,
                              .interrupted = callbacks.interrupted,
                              .terminal_again = terminal_again,
                              .editor = editor};
  editor->prompt = strdup("");
  editor->el = el_init(program, stdin, stdout, stderr);
  if (!editor->el) {
    free(editor->prompt);
    free(editor);
    return NULL;
  }
  el_set(editor->el, EL_CLIENTDATA, editor);
  el_set(editor->el, EL_PROMPT_ESC, prompt, '\1');
  el_set(editor->el, EL_EDITOR, "emacs");
  editor->history = history_init();
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, 1);
  el_set(editor->el, EL_HIST, history, editor->history);
  bind_keys(editor->el);
  // Ctrl-C, Ctrl-Z and Ctrl-\ arrive as keys. libedit's way, EL_SIGNAL, would send the signals on to
  // the whole process group.
  el_set(editor->el, EL_SETTY, "-d", "-isig", NULL);
  el_set(editor->el, EL_GETCFN, get_character);
  catch_signals();
  return editor;
}

void line_editor_free(line_editor *editor) {
  if (!editor) return;
  el_end(editor->el);
  history_end(editor->history);
  free(editor->prompt);
  free(editor);
}

line_status line_editor_read(line_editor *editor, const char *text, const char **line,
                             size_t *length) {
  set_prompt(editor, text);
  editor->interrupted = editor->hinted = editor->painted = editor->captures = false;
  editor->edits = true;
  *line = NULL;
  *length = 0;
  fflush(stdout);
  // el_gets prints the prompt before it makes the terminal raw: keys that come at once would meet
  // the cooked terminal, where Ctrl-C is a signal and Ctrl-D is lost.
  raw(editor, true);
  bracket_pastes(true);
  // The size may have changed while nobody read.
  el_resize(editor->el);
  keys_forget_size();
  int count = 0;
  const char *found_line = el_gets(editor->el, &count);
  editor->edits = false;
  bracket_pastes(false);
  raw(editor, false);
  if (editor->interrupted) return LINE_STATUS_INTERRUPTED;
  if (!found_line || count <= 0) return LINE_STATUS_END;
  *line = found_line;
  *length = (size_t)count;
  return LINE_STATUS_LINE;
}

void line_editor_raw(line_editor *editor, bool on) {
  fflush(stdout);
  raw(editor, on);
}

int32_t line_editor_key(line_editor *editor) {
  fflush(stdout);
  if (editor->pushed) {
    uint32_t key = editor->pushed;
    editor->pushed = 0;
    return (int32_t)key;
  }
  wchar_t key = 0;
  return el_wgetc(editor->el, &key) == 1 ? (int32_t)key : -1;
}

void line_editor_suspend(line_editor *editor) {
  if (editor->edits) bracket_pastes(false);
  raw(editor, false);
  keys_forget_continued();
  // As the terminal would: all of the foreground's process group, such as a shell script around us.
  kill(0, SIGTSTP);
  // The signal may meet another thread, and this one run on for a moment; where nobody could continue
  // us, the system does not stop us at all.
  for (int i = 0; i < 20 && !keys_has_continued(); i++) poll(NULL, 0, 5);
  keys_forget_continued();
  raw(editor, true);
  if (editor->edits) bracket_pastes(true);
}

const char *line_editor_text(line_editor *editor, size_t *length, size_t *cursor) {
  const LineInfo *line = el_line(editor->el);
  *length = (size_t)(line->lastchar - line->buffer);
  *cursor = (size_t)(line->cursor - line->buffer);
  return line->buffer;
}

void line_editor_set(line_editor *editor, const char *text) {
  const LineInfoW *line = el_wline(editor->el);
  int length = (int)(line->lastchar - line->buffer);
  el_cursor(editor->el, length);
  if (length) el_deletestr(editor->el, length);
  if (*text) el_insertstr(editor->el, text);
}

void line_editor_replace(line_editor *editor, size_t scalars, const char *text) {
  if (scalars) el_deletestr(editor->el, (int)scalars);
  if (*text) el_insertstr(editor->el, text);
}

void line_editor_move(line_editor *editor, int scalars) { el_cursor(editor->el, scalars); }

void line_editor_set_prompt(line_editor *editor, const char *text) { set_prompt(editor, text); }

void line_editor_print(line_editor *editor, const char *text, int move) {
  fprintf(stdout, "\r\n%s", text);
  el_cursor(editor->el, move);
  // This draws as if on an empty row, which is where the cursor is now.
  el_set(editor->el, EL_REFRESH);
}

void line_editor_capture(line_editor *editor, bool on) { editor->captures = on; }

int32_t line_editor_captured(line_editor *editor) { return editor->captured; }

void line_editor_push(line_editor *editor, uint32_t key) { editor->pushed = key; }

int32_t line_editor_pasted(line_editor *editor) { return keys_pasted(&editor->input); }

#endif
