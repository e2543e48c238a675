package io.entrepot.server.observe.audit;

import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/** JSON's escapes, and one for the control character DEL, which JSON lets through. */
final class ControlEscapes extends CharacterEscapes {
  private static final long serialVersionUID = 1L;
  private static final int DEL = 0x7f;

  private final int[] codes = standardAsciiEscapesForJSON();

  ControlEscapes() {
    codes[DEL] = ESCAPE_STANDARD;
  }

  @Override
  public int[] getEscapeCodesForAscii() {
    return codes.clone();
  }

  /** Asked only for characters with an escape of their own, of which there are none. */
  @Override
  public SerializableString getEscapeSequence(int character) {
    return new SerializedString("");
  }
}
