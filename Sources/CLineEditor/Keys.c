#define _GNU_SOURCE
#include "Keys.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t resized, continued;
// A handler writes here, so that a wait for a key ends: the signal may meet another thread.
static int wake[2] = {-1, -1};

static void on_change(int signal) {
  int before = errno;
  if (signal == SIGCONT) continued = 1;
  resized = 1;
  if (wake[1] >= 0) (void)!write(wake[1], "", 1);
  errno = before;
}

void keys_catch_signals(void) {
  if (wake[0] < 0 && pipe(wake) == 0) {
    for (int i = 0; i < 2; i++) {
      fcntl(wake[i], F_SETFD, FD_CLOEXEC);
      fcntl(wake[i], F_SETFL, O_NONBLOCK);
    }
  }
  struct sigaction change = {.sa_handler = on_change, .sa_flags = SA_RESTART};
  sigaction(SIGWINCH, &change, NULL);
  sigaction(SIGCONT, &change, NULL);
}

void keys_forget_size(void) { resized = 0; }
void keys_forget_continued(void) { continued = 0; }
bool keys_has_continued(void) { return continued; }

static struct pollfd *input_and_wake(struct pollfd both[2]) {
  both[0] = (struct pollfd){.fd = 0, .events = POLLIN};
  both[1] = (struct pollfd){.fd = wake[0], .events = POLLIN};
  return both;
}

// The next byte if it comes within so many milliseconds.
static bool byte_within(key_input *input, int milliseconds) {
  if (input->ahead_count == sizeof input->ahead) return false;
  struct pollfd bytes = {.fd = 0, .events = POLLIN};
  int answer;
  do answer = poll(&bytes, 1, milliseconds);
  while (answer < 0 && errno == EINTR);
  if (answer <= 0) return false;
  if (read(0, input->ahead + input->ahead_count, 1) != 1) return false;
  input->ahead_count++;
  return true;
}

static void drop_ahead(key_input *input, size_t count) {
  input->ahead_count -= count;
  memmove(input->ahead, input->ahead + count, input->ahead_count);
}

static int key_of_sequence(const char *sequence) {
  static const struct { const char *sequence; int key; } keys[] = {
    {"[A", LINE_KEY_UP}, {"[B", LINE_KEY_DOWN}, {"[C", LINE_KEY_RIGHT}, {"[D", LINE_KEY_LEFT},
    {"OA", LINE_KEY_UP}, {"OB", LINE_KEY_DOWN}, {"OC", LINE_KEY_RIGHT}, {"OD", LINE_KEY_LEFT},
    {"[H", LINE_KEY_HOME}, {"[F", LINE_KEY_END}, {"OH", LINE_KEY_HOME}, {"OF", LINE_KEY_END},
    {"[1~", LINE_KEY_HOME}, {"[7~", LINE_KEY_HOME}, {"[4~", LINE_KEY_END}, {"[8~", LINE_KEY_END},
    {"[3~", LINE_KEY_DELETE}, {"[5~", LINE_KEY_PAGE_UP}, {"[6~", LINE_KEY_PAGE_DOWN},
    {"[1;5C", LINE_KEY_WORD_RIGHT}, {"[1;3C", LINE_KEY_WORD_RIGHT},
    {"[1;5D", LINE_KEY_WORD_LEFT}, {"[1;3D", LINE_KEY_WORD_LEFT}, {"[200~", LINE_KEY_PASTE},
  };
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (strcmp(keys[i].sequence, sequence) == 0) return keys[i].key;
  return 0;
}

// After ESC: the key that follows it as a sequence; 0 for a sequence that means nothing, which is
// passed over, as its letters would land in the line; ESC itself where none follows.
//
// Here and not in libedit's keymaps: bound there, a sequence would make ESC wait for another key,
// which vi users press alone; and the terminal's description need not be right.
static int sequence_after_escape(key_input *input) {
  // Terminals send a sequence at once; over slow lines its bytes may part.
  enum { PATIENCE = 40 };
  if (input->ahead_count == 0 && !byte_within(input, PATIENCE)) return 0x1B;
  unsigned char first = input->ahead[0];
  if (first != '[' && first != 'O') return 0x1B;
  size_t count = 1;
  for (;;) {
    if (input->ahead_count == count && !byte_within(input, PATIENCE)) return 0x1B;
    unsigned char byte = input->ahead[count++];
    if (byte < 0x20 || byte > 0x7E) return 0x1B;
    if (byte >= 0x40) break;
  }
  char sequence[sizeof input->ahead + 1];
  memcpy(sequence, input->ahead, count);
  sequence[count] = 0;
  drop_ahead(input, count);
  return key_of_sequence(sequence);
}

static size_t length_of_utf8(unsigned char first) {
  if (first < 0x80) return 1;
  if (first < 0xC2) return 0;
  if (first < 0xE0) return 2;
  if (first < 0xF0) return 3;
  return first < 0xF5 ? 4 : 0;
}

// Waits for a byte. Returns 1, 0 at the end of the input, or a negative key where something else
// happened first.
static int next_byte(key_input *input, unsigned char *byte) {
  if (input->ahead_count) {
    *byte = input->ahead[0];
    drop_ahead(input, 1);
    return 1;
  }
  for (;;) {
    if (continued) {
      // Whoever continued us may have changed the terminal.
      continued = 0;
      input->terminal_again(input->editor);
    }
    if (resized) {
      resized = 0;
      char bin[16];
      while (wake[0] >= 0 && read(wake[0], bin, sizeof bin) > 0) {}
      return -LINE_KEY_REDRAW;
    }
    if (input->interrupted(input->context)) return -LINE_KEY_INTERRUPT;
    struct pollfd both[2];
    // SIGINT raises a flag of Swift's, and may do so just before the wait begins.
    int answer = poll(input_and_wake(both), wake[0] >= 0 ? 2 : 1, 500);
    if (answer <= 0 || !both[0].revents) continue;
    ssize_t count = read(0, byte, 1);
    if (count > 0) return 1;
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    return 0;
  }
}

int32_t keys_next(key_input *input) {
  for (;;) {
    unsigned char bytes[4];
    size_t count = 0, needed = 1;
    while (count < needed) {
      int answer = next_byte(input, bytes + count);
      if (answer == 0) return -1;
      if (answer < 0) return -answer;
      if (count == 0) needed = length_of_utf8(bytes[0]);
      else if ((bytes[count] & 0xC0) != 0x80) needed = 0;
      if (needed == 0) break;
      count++;
    }
    // Bytes that are not UTF-8 are no text of anybody's.
    if (needed == 0) continue;
    uint32_t scalar = needed == 1   ? bytes[0]
                      : needed == 2 ? bytes[0] & 0x1Fu
                      : needed == 3 ? bytes[0] & 0x0Fu
                                    : bytes[0] & 0x07u;
    for (size_t i = 1; i < needed; i++) scalar = scalar << 6 | (bytes[i] & 0x3Fu);
    if (scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) continue;
    if (scalar >= 0x80 && scalar < 0xA0) continue;
    if (scalar == 0x1B && !input->pastes) {
      int key = sequence_after_escape(input);
      if (key == 0) continue;
      return key;
    }
    return (int32_t)scalar;
  }
}

int32_t keys_pasted(key_input *input) {
  static const unsigned char end[] = "[201~";
  input->pastes = true;
  int32_t key = keys_next(input);
  while (key == LINE_KEY_REDRAW) key = keys_next(input);
  input->pastes = false;
  if (key != 0x1B) return key;
  // An ESC that does not end the paste is no text: it is left out with what its letters would be.
  size_t count = 0;
  while (count < 5) {
    if (input->ahead_count == count && !byte_within(input, 1000)) return -1;
    if (input->ahead[count] != end[count]) return keys_pasted(input);
    count++;
  }
  drop_ahead(input, 5);
  return -1;
}
