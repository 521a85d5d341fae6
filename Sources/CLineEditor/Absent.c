#include "CLineEditor.h"

#if !__has_include(<histedit.h>)

// Without libedit's headers there is no editor: lines are read as the terminal edits them.
bool line_editor_exists(void) { return false; }
line_editor *line_editor_make(const char *program, line_callbacks callbacks) {
  (void)program;
  (void)callbacks;
  return NULL;
}
void line_editor_free(line_editor *editor) { (void)editor; }
line_status line_editor_read(line_editor *editor, const char *prompt, const char **line,
                             size_t *length) {
  (void)editor;
  (void)prompt;
  *line = NULL;
  *length = 0;
  return LINE_STATUS_END;
}
void line_editor_raw(line_editor *editor, bool on) {
  (void)editor;
  (void)on;
}
int32_t line_editor_key(line_editor *editor) {
  (void)editor;
  return -1;
}
void line_editor_suspend(line_editor *editor) { (void)editor; }
const char *line_editor_text(line_editor *editor, size_t *length, size_t *cursor) {
  (void)editor;
  *length = *cursor = 0;
  return "";
}
void line_editor_set(line_editor *editor, const char *text) {
  (void)editor;
  (void)text;
}
void line_editor_replace(line_editor *editor, size_t scalars, const char *text) {
  (void)editor;
  (void)scalars;
  (void)text;
}
void line_editor_move(line_editor *editor, int scalars) {
  (void)editor;
  (void)scalars;
}
void line_editor_set_prompt(line_editor *editor, const char *prompt) {
  (void)editor;
  (void)prompt;
}
void line_editor_print(line_editor *editor, const char *text, int move) {
  (void)editor;
  (void)text;
  (void)move;
}
void line_editor_capture(line_editor *editor, bool on) {
  (void)editor;
  (void)on;
}
int32_t line_editor_captured(line_editor *editor) {
  (void)editor;
  return -1;
}
void line_editor_push(line_editor *editor, uint32_t key) {
  (void)editor;
  (void)key;
}
int32_t line_editor_pasted(line_editor *editor) {
  (void)editor;
  return -1;
}
void line_editor_note_screen(bool on) { (void)on; }
void line_editor_restore_terminal(void) {}

#endif
