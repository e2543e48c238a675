package io.entrepot.storage.metadata;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for the store (SQLite, result and error codes). */
enum SqliteFault {
  /** The disk is full. The transaction is undone, and later ones may do better. */
  FULL,
  /** The disk fails, or the file is not what was written. Nothing more may be written. */
  STORAGE,
  /** The statement was wrong; only its own work is. */
  STATEMENT;

  private static final int PRIMARY = 0xff;

  static SqliteFault of(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return STATEMENT;
    }
    SQLiteErrorCode code = sqlite.getResultCode();
    // The log's index cannot grow: no byte of data was lost, only space is missing.
    if (code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return FULL;
    }
    return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY)) {
      case SQLITE_FULL -> FULL;
      case SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_READONLY -> STORAGE;
      default -> STATEMENT;
    };
  }
}
