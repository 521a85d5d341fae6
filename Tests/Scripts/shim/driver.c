// Drives the shim over libedit with callbacks that use all of it, so that a sanitizer sees its memory.
#include "CLineEditor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static line_editor *editor;

static line_result act(void *context, line_action action) {
  (void)context;
  size_t length, cursor;
  line_editor_text(editor, &length, &cursor);
  switch (action) {
    case LINE_ACTION_COMPLETE:
      line_editor_move(editor, 1 << 20);
      line_editor_push(editor, LINE_KEY_LIST);
      break;
    case LINE_ACTION_LIST: line_editor_print(editor, "one  two\n", 0); break;
    case LINE_ACTION_PREVIOUS: line_editor_set(editor, "Δ of before\nand more"); break;
    case LINE_ACTION_NEXT: line_editor_set(editor, ""); break;
    case LINE_ACTION_SEARCH:
      line_editor_capture(editor, true);
      line_editor_set_prompt(editor, "(search) ");
      break;
    case LINE_ACTION_CAPTURED:
      if (line_editor_captured(editor) != 0x1B) return LINE_RESULT_BEEP;
      line_editor_capture(editor, false);
      line_editor_set_prompt(editor, "> ");
      break;
    case LINE_ACTION_PASTE: {
      int32_t scalar;
      while ((scalar = line_editor_pasted(editor)) >= 0)
        line_editor_replace(editor, 0, scalar == '\n' ? "\n" : "p");
      break;
    }
    case LINE_ACTION_RIGHT: line_editor_move(editor, 1); break;
    default: break;
  }
  return LINE_RESULT_REFRESH;
}

static uint32_t compose(void *context, uint32_t base, uint32_t mark) {
  (void)context;
  return base == 'y' && mark == 0x302 ? 0x177 : 0;
}

static char *paint(void *context, const char *line, size_t length, bool at_end, size_t columns) {
  (void)context;
  (void)columns;
  char *look = calloc(length + 8, 1);
  memcpy(look, line, length);
  if (at_end) strcpy(look + length + 1, "hint");
  return look;
}

static size_t width(void *context, const char *text, size_t length) {
  (void)context;
  (void)text;
  return length;
}

static bool interrupted(void *context) {
  (void)context;
  return false;
}

int main(void) {
  line_callbacks callbacks = {NULL, act, compose, paint, width, interrupted};
  editor = line_editor_make("driver", callbacks);
  if (!editor) return 2;
  for (;;) {
    const char *line;
    size_t length;
    line_status status = line_editor_read(editor, "> ", &line, &length);
    if (status == LINE_STATUS_END) break;
    printf("[%d %zu]\n", (int)status, length);
    if (status == LINE_STATUS_LINE && length == 5 && memcmp(line, "keys\n", 5) == 0) {
      line_editor_raw(editor, true);
      while (line_editor_key(editor) != 'q') {}
      line_editor_raw(editor, false);
      printf("[keys]\n");
    }
  }
  line_editor_free(editor);
  return 0;
}
