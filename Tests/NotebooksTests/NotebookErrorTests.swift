import Diagnostics
import Testing

@testable import Notebooks

/// Every mistake in a notebook, with its whole message.
@Suite struct NotebookErrorTests {
  /// What is said of a notebook; nothing where it is right.
  private func message(_ text: String) -> String {
    do throws(Diagnostic) {
      _ = try Notebook(parsing: text, name: "f.md")
      return ""
    } catch {
      return error.rendered()
    }
  }

  /// What is said of a question.
  private func question(_ yaml: String) -> String {
    message("Text\n\n```question q\n\(yaml)\n```\n")
  }

  @Test(arguments: [
    (
      "---\ntitel: T\n---\n",
      """
      f.md, line 2: There is no key `titel` here
        titel: T
        ^^^^^
        Did you mean `title`?
      """
    ),
    (
      "---\nauthor: T\n---\n",
      """
      f.md, line 2: There is no key `author` here
        author: T
        ^^^^^^
        The keys are title, decks, prerequisites, minutes, summary, difficulty, seed, notation, \
      cells, seeds, data, parts, inputs, tolerance.
      """
    ),
    (
      "---\ntitle: T\nminutes: many\n---\n",
      """
      f.md, line 3: `minutes` takes a whole number, not many
        minutes: many
                 ^^^^
      """
    ),
    (
      "---\nminutes: 0\n---\n",
      """
      f.md, line 2: `minutes` is 1 at least, not 0
        minutes: 0
                 ^
      """
    ),
    (
      "---\ncells: [9223372036854775807]\n---\n",
      """
      f.md, line 2: `cells` is 1000000 at most, not 9223372036854775807
        cells: [9223372036854775807]
                ^^^^^^^^^^^^^^^^^^^
      """
    ),
    (
      "---\ntitle: [a, b]\n---\n",
      """
      f.md, line 2: `title` takes a text, not a list
        title: [a, b]
               ^^^^^^
        Put a text that holds a bracket or a colon into double quotes.
      """
    ),
    (
      "---\ntitle:\n---\n",
      """
      f.md, line 2: `title` takes a text, not nothing
        title:
              ^
        Put a text that holds a bracket or a colon into double quotes.
      """
    ),
    (
      "---\ndecks: galway\n---\n",
      """
      f.md, line 2: `decks` takes keys and values, not galway
        decks: galway
               ^^^^^^
        Write key: value, a line for each.
      """
    ),
    (
      "---\nprerequisites: {a: b}\n---\n",
      """
      f.md, line 2: `prerequisites` takes a list, not keys and values
        prerequisites: {a: b}
                       ^^^^^^
        Write [one, two], or a line - one for each.
      """
    ),
    (
      "---\nseed: -1\n---\n",
      """
      f.md, line 2: `seed` takes a whole number that is not negative, not -1
        seed: -1
              ^^
      """
    ),
    (
      "---\nnotation: oxford\n---\n",
      """
      f.md, line 2: There is no notation oxford
        notation: oxford
                  ^^^^^^
        The notations are galway and manchester.
      """
    ),
    (
      "---\ncells: [1, 2]\n---\n```gradus\n```\n",
      """
      f.md, line 1: `cells` has 2 numbers, and the notebook 1 cell
        ---
        ^^^
        Give each cell its number, or leave `cells` out: then they are 1, 2, 3, and so on.
      """
    ),
    (
      "---\ntitle: a: b\n---\n",
      """
      f.md, line 2: This YAML is not understood: mapping values are not allowed in this context
        title: a: b
                ^^^
        Put a text that holds a colon, a # or a bracket into double quotes.
      """
    ),
    (
      "---\ntitle: \"a\n---\n",
      """
      f.md, line 2: This YAML is not understood: found unexpected end of stream
        title: "a
                 ^
        Put a text that holds a colon, a # or a bracket into double quotes.
      """
    ),
    (
      "---\ntitle: a\nŷ: 1\ntitle: b\n---\n",
      """
      f.md, line 4: The key `title` stands here twice
        title: b
        ^^^^^
        Keep one of them.
      """
    ),
    (
      "---\n[a]: b\n---\n",
      """
      f.md, line 2: A key is a plain word
        [a]: b
        ^^^^^^
        Write key: value.
      """
    ),
    (
      "---\n- a\n---\n",
      """
      f.md, line 2: This takes keys and values, not a list
        - a
        ^^^
        Write key: value, a line for each.
      """
    ),
    (
      "---\ntitle: T\n\nText\n",
      """
      f.md, line 1: The front matter is never closed
        ---
        ^^^
        Write a line --- behind its last key.
      """
    ),
  ])
  func frontMatter(text: String, expected: String) { #expect(message(text) == expected) }

  @Test(arguments: [
    (
      "# T\n\n```gardus\nx = 1\n```\n",
      """
      f.md, line 3: There is no fence gardus
        ```gardus
        ^^^^^^^^^
        Did you mean gradus?
      """
    ),
    (
      "```gradus{setup}\nx = 1\n```\n",
      """
      f.md, line 1: There is no fence gradus{setup}
        ```gradus{setup}
        ^^^^^^^^^^^^^^^^
        Did you mean gradus?
      """
    ),
    (
      "- a\n\n  ```gradus setpu\n  x = 1\n  ```\n",
      """
      f.md, line 3: A cell is not for `setpu`
          ```gradus setpu
          ^^^^^^^^^^^^^^^
        Did you mean `setup`?
      """
    ),
    (
      "```gradus later\n```\n",
      """
      f.md, line 1: A cell is not for `later`
        ```gradus later
        ^^^^^^^^^^^^^^^
        Behind gradus stands nothing, or setup, type, predict NAME or answer NAME.
      """
    ),
    (
      "```gradus predict\n```\n",
      """
      f.md, line 1: `predict` needs a name
        ```gradus predict
        ^^^^^^^^^^^^^^^^^
        Write whose value is to be predicted: gradus predict z[1].
      """
    ),
    (
      "```gradus answer\n```\n",
      """
      f.md, line 1: `answer` needs a name
        ```gradus answer
        ^^^^^^^^^^^^^^^^
        Write which part of the exercise it is: gradus answer output-delta.
      """
    ),
    (
      "```question\nask: a\n```\n",
      """
      f.md, line 1: `question` needs a name
        ```question
        ^^^^^^^^^^^
        Write what the question is called: question first-layer.
      """
    ),
    (
      "```gradus answer one two\n```\n",
      """
      f.md, line 1: `two` is one word too many here
        ```gradus answer one two
        ^^^^^^^^^^^^^^^^^^^^^^^^
        A name has no spaces.
      """
    ),
    (
      "```gradus answer one\n```\n\n```question one\nask: a\nanswer: 1\n```\n",
      """
      f.md, line 4: The name `one` is used twice
        ```question one
        ^^^^^^^^^^^^^^^
        It was used on line 1 first.
      """
    ),
    (
      "```output\nx\n```\n",
      """
      f.md, line 1: This output belongs to no cell
        ```output
        ^^^^^^^^^
        An output fence stands right behind the gradus fence whose output it is.
      """
    ),
    (
      "```gradus\nx\n```\n\nText\n\n```output\nx\n```\n",
      """
      f.md, line 7: This output belongs to no cell
        ```output
        ^^^^^^^^^
        An output fence stands right behind the gradus fence whose output it is.
      """
    ),
    (
      "```gradus\nx\n```\n```output\nx\n```\n```output\nx\n```\n",
      """
      f.md, line 7: This output belongs to no cell
        ```output
        ^^^^^^^^^
        An output fence stands right behind the gradus fence whose output it is.
      """
    ),
  ])
  func fences(text: String, expected: String) { #expect(message(text) == expected) }

  @Test(arguments: [
    (
      "answer: 1",
      """
      f.md, line 4: This has no key `ask`
        answer: 1
        ^^^^^^^^^
        Add ask:, and a text.
      """
    ),
    (
      "ask: Why?",
      """
      f.md, line 4: A question needs an answer
        ask: Why?
        ^^^^^^^^^
        Add choices:, answer: or order:.
      """
    ),
    (
      "",
      """
      f.md, line 3: A question needs keys
        ```question q
        ^^^^^^^^^^^^^
        Write ask: and choices:, answer: or order: between its fences.
      """
    ),
    (
      "ask: Why?\nchoice: [a]",
      """
      f.md, line 5: There is no key `choice` here
        choice: [a]
        ^^^^^^
        Did you mean `choices`?
      """
    ),
    (
      "ask: Why?\nanswer: 1\norder: [a, b]",
      """
      f.md, line 6: A question has `answer` or `order`, not both
        order: [a, b]
        ^^^^^
        Make two questions of it.
      """
    ),
    (
      "ask: Why?\norder: [a]",
      """
      f.md, line 5: `order` needs two items at least
        order: [a]
        ^^^^^
        Add another.
      """
    ),
    (
      "ask: Why?\nchoices:\n  - {text: a, why: b}\n  - {text: c, why: d}",
      """
      f.md, line 5: None of the choices is right
        choices:
        ^^^^^^^
        Write right: true for each that is.
      """
    ),
    (
      "ask: Why?\nchoices:\n  - {text: a, right: true, why: b}\n  - {text: c, why: d}",
      """
      f.md, line 6: A choice that is right needs no `why`
          - {text: a, right: true, why: b}
                                        ^
        `why` says why a choice is wrong: leave one out.
      """
    ),
    (
      "ask: Why?\nchoices:\n  - {text: a, right: true}\n  - text: c",
      """
      f.md, line 7: The choice `c` does not say why it is wrong
          - text: c
            ^^^^^^^
        Add why:, or right: true.
      """
    ),
    (
      "ask: Why?\nchoices:\n  - {text: a, right: maybe}\n  - text: c",
      """
      f.md, line 6: `right` takes true or false, not maybe
          - {text: a, right: maybe}
                             ^^^^^
      """
    ),
    (
      "ask: Why?\nanswer: [1, 2]",
      """
      f.md, line 5: `answer` takes a text, not a list
        answer: [1, 2]
                ^^^^^^
        Put a text that holds a bracket or a colon into double quotes.
      """
    ),
  ])
  func questions(yaml: String, expected: String) { #expect(question(yaml) == expected) }

  @Test func placesAreRightBehindLettersWithMarksAndInLists() {
    let text =
      "1. a\n\n   ```question q\n   ask: ŷ r\u{302}\n   answer: \"x\"\n   ordr: ŷ\n   ```\n"
    #expect(
      message(text) == """
        f.md, line 6: There is no key `ordr` here
             ordr: ŷ
             ^^^^
          Did you mean `order`?
        """
    )
  }

  @Test(arguments: [
    String(repeating: "[", count: 2000), String(repeating: "{a: ", count: 2000),
    "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
      + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
      + "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d]",
    "a: *nowhere", "? [a, b]\n: c", "%YAML 9.9", "a: !!binary x", "\u{1}", "a: \"\\q\"", "--- ---",
  ])
  func strangeYAMLIsAnsweredToo(yaml: String) {
    #expect(!message("---\n\(yaml)\n---\n").isEmpty)
  }
}
