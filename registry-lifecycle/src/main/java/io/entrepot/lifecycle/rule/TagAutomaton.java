package io.entrepot.lifecycle.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Says of tags whether they are like an expression as a whole, with one look into a table for each
 * character at most. The table, that of the deterministic automaton, is made as far as tags have
 * needed it and no further than to a bound; tags that need more are left to another test. For one
 * thread.
 */
final class TagAutomaton implements Predicate<String> {
  /** Most rows of a table, of some 400 bytes each. */
  static final int MOST_ROWS = 500;

  /**
   * What a cell may hold in the place of a row to go to. None goes to the first row, at 0, and one
   * that goes to a row with at most one way out holds the place of that row with a minus.
   */
  private static final int UNKNOWN = 0;

  private static final int NO = Integer.MIN_VALUE;
  private static final int FULL = Integer.MIN_VALUE + 1;
  private static final int YES = Integer.MAX_VALUE;

  /** A row with more than one way out. */
  private static final char MANY = '\uffff';

  /** Where the program may be, and a character like the one before, as far as that matters. */
  private record Situation(BitSet steps, char before) {}

  private final TagProgram program;
  private final Predicate<String> otherwise;
  private final int mostRows;
  private final boolean words;

  /** The column of each character, one for all those that the program does not tell apart. */
  private final byte[] columns = new byte[128];

  /** The characters of each column; the last column, which has none, is for the end of a tag. */
  private final List<String> characters = new ArrayList<>();

  private final int width;
  private final List<Situation> situations = new ArrayList<>();

  /** Of each row the character by which alone it is left; the edge if it is never left. */
  private final List<Character> waysOut = new ArrayList<>();

  /** What a cell holds that goes to the row of a situation. */
  private final Map<Situation, Integer> rows = new HashMap<>();

  private int[] table = new int[0];

  TagAutomaton(TagProgram program, Predicate<String> otherwise) {
    this(program, otherwise, MOST_ROWS);
  }

  TagAutomaton(TagProgram program, Predicate<String> otherwise, int mostRows) {
    this.program = program;
    this.otherwise = otherwise;
    this.mostRows = mostRows;
    words = program.asksForWords();
    sortCharacters();
    width = characters.size() + 1;
    add(new Situation(program.start(), TagProgram.EDGE));
  }

  private void sortCharacters() {
    Map<Situation, String> alike = new LinkedHashMap<>();
    for (char character : TagCharacters.ALL.toCharArray()) {
      Situation taken = new Situation(program.takers(character), seen(character));
      alike.merge(taken, String.valueOf(character), String::concat);
    }
    for (String column : alike.values()) {
      column.chars().forEach(character -> columns[character] = (byte) characters.size());
      characters.add(column);
    }
  }

  /** What is kept in mind of a character that was taken. */
  private char seen(char character) {
    return words && !TagProgram.word(character) ? '-' : 'a';
  }

  // The inner loop calls nothing, so that what it reads stays in registers.
  @Override
  public boolean test(String tag) {
    byte[] column = columns;
    int row = 0;
    int at = 0;
    while (true) {
      int[] cells = table;
      int next = row;
      for (; at < tag.length(); at++) {
        next = cells[row + column[tag.charAt(at)]];
        if (next <= 0) {
          break;
        }
        row = next;
      }
      if (at >= tag.length()) {
        return cells[row + width - 1] == YES;
      }
      if (next == UNKNOWN) {
        next = explore(row, column[tag.charAt(at)]);
      }
      if (next == NO || next == FULL) {
        return next == FULL && otherwise.test(tag);
      }
      row = Math.abs(next);
      at = next > 0 ? at + 1 : wayOut(row, tag, at + 1);
    }
  }

  private int wayOut(int row, String tag, int from) {
    int out = tag.indexOf(waysOut.get(row / width), from);
    return out < 0 ? tag.length() : out;
  }

  private int explore(int row, int column) {
    Situation next = next(situations.get(row / width), column);
    int cell = next.steps().isEmpty() ? NO : cell(next);
    table[row + column] = cell;
    return cell;
  }

  private Situation next(Situation from, int column) {
    char character = characters.get(column).charAt(0);
    BitSet steps = program.after(from.steps(), from.before(), character);
    return new Situation(steps, seen(character));
  }

  private int cell(Situation situation) {
    Integer known = rows.get(situation);
    if (known != null) {
      return known;
    }
    return situations.size() < mostRows ? add(situation) : FULL;
  }

  private int add(Situation situation) {
    int row = situations.size() * width;
    if (row == table.length) {
      table = Arrays.copyOf(table, Math.max(8 * width, 2 * row));
    }
    boolean ends = program.ends(situation.steps(), situation.before());
    table[row + width - 1] = ends ? YES : NO;
    char wayOut = wayOut(situation);
    int cell = wayOut == MANY ? row : -row;
    situations.add(situation);
    waysOut.add(wayOut);
    rows.put(situation, cell);
    return cell;
  }

  private char wayOut(Situation situation) {
    String leaving = "";
    for (int column = 0; column < characters.size() && leaving.length() < 2; column++) {
      if (!next(situation, column).equals(situation)) {
        leaving += characters.get(column);
      }
    }
    return switch (leaving.length()) {
      case 0 -> TagProgram.EDGE;
      case 1 -> leaving.charAt(0);
      default -> MANY;
    };
  }
}
