package io.entrepot.server.aws.shape;

import java.util.regex.Pattern;

/**
 * A regular expression that whole texts have to match. Some of AWS's take time that doubles with
 * each character of a text that was made for it: whoever takes too long does not match.
 */
public final class TextPattern {
  /** How often a text's characters are looked at before it is given up. */
  static final int MOST_LOOKS = 2_000_000;

  private final Pattern pattern;

  TextPattern(String expression) {
    this.pattern = Pattern.compile(expression);
  }

  /** The expression. */
  public String expression() {
    return pattern.pattern();
  }

  boolean matches(String text) {
    try {
      return pattern.matcher(new Patience(text)).matches();
    } catch (OutOfPatienceException | StackOverflowError tooHard) {
      return false;
    }
  }

  /** Has no stack trace. */
  private static final class OutOfPatienceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfPatienceException() {
      super("", null, false, false);
    }
  }

  /** A text that counts how often it is looked at. */
  private static final class Patience implements CharSequence {
    private final String text;
    private int looks;

    Patience(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new OutOfPatienceException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
