/*
 * The protocol of docs/gc.md for one digest, two repositories and all that can meet in them: pushes
 * that ask, upload and mount, deletes, a collector that may be killed between any two steps, a
 * download, a backup, and time. Each atomic block is a transaction of the one writer, or one call
 * of the disk.
 *
 * Time is a clock of a few ticks: the grace of uploads is four of them, the other grace is one.
 *
 * Who meets is chosen by one of PUSH_AND_PULL, TWO_PUSHES, TWO_REPOSITORIES and BACKUP; the
 * collector and time are always there.
 *
 * Each of these takes one piece of the protocol away, and a check of it must then fail:
 * NO_RENEWAL, NO_CALL_OFF, ONE_GENERATION, NO_HOLD, NO_SECOND_LOOK, NO_REVIEW_ROW.
 */

#ifdef PUSH_AND_PULL
#define ACT run Pusher(0); run Deleter(); run Downloader()
#endif
#ifdef TWO_PUSHES
#define ACT run Pusher(0); run Uploader(); run Deleter()
#endif
#ifdef TWO_REPOSITORIES
#define ACT run Pusher(0); run Mounter(); run RepositoryDeleter()
#endif
#ifdef BACKUP
#define ACT run Pusher(0); run Deleter(); run Backup()
#endif
#define ACTORS 4 /* three of these, and time */

#define NONE 255
#define KEPT 254            /* a link that a manifest names, a blob that is linked: no review */
#define UPLOAD_GRACE 4
#define GRACE 1
#define LAST_TICK 7
#define REPOSITORIES 2
#define GENERATIONS 4

byte now = 0;
byte link[REPOSITORIES] = NONE;  /* NONE, KEPT or when to review */
byte blob = NONE;                /* NONE, KEPT or when to review */
byte row_generation = 0;
bool manifest[REPOSITORIES];
bool file[GENERATIONS];
byte removal[GENERATIONS] = NONE; /* NONE or the number of the removal */
byte removals = 0;
byte generations = 0;
byte hold = NONE;                 /* NONE or the last removal that it lets pass */
byte running = 0;
bool deleted = false;             /* whether anything was deleted that a push may count on */

/* What holds after every step. */
#define SOUND assert( \
    (!manifest[0] || (link[0] != NONE && blob != NONE && file[row_generation])) && \
    (!manifest[1] || (link[1] != NONE && blob != NONE && file[row_generation])) && \
    (blob == NONE || file[row_generation]))

inline make_link(r) {
  if
  :: link[r] == KEPT -> skip
  :: else -> link[r] = now + UPLOAD_GRACE
  fi;
  blob = KEPT
}

inline unlinked(at) {
  if
  :: blob != NONE && link[0] == NONE && link[1] == NONE -> blob = at
  :: else -> skip
  fi
}

inline drop_blob() {
  blob = NONE;
  removal[row_generation] = removals;
  removals++
}

/* HEAD: is it there? Whoever is told so has half of the grace to go on. */
inline ask(r, told, asked) {
  atomic {
    if
    :: link[r] == NONE -> told = false
    :: else ->
       told = true;
       asked = now;
#ifndef NO_RENEWAL
       if
       :: link[r] != KEPT && link[r] < now + UPLOAD_GRACE / 2 -> link[r] = now + UPLOAD_GRACE
       :: else -> skip
       fi;
#endif
    fi;
    SOUND
  }
}

/* The bytes first, under a name of their own; then the row and the link. */
inline upload(r, mine) {
  atomic {
    assert(generations < GENERATIONS);
#ifdef ONE_GENERATION
    mine = 0;
#else
    mine = generations;
    generations++;
#endif
    file[mine] = true
  };
  atomic {
    if
    :: blob == NONE -> row_generation = mine; make_link(r); mine = NONE
    :: else -> make_link(r)
    fi;
    SOUND
  };
  if
  :: mine != NONE ->
     atomic {
       if
       :: mine != row_generation -> file[mine] = false
       :: else -> skip
       fi;
       SOUND
     }
  :: else -> skip
  fi
}

/* Refused when the blob is unknown, which it must not be before the promise is over. */
inline put_manifest(r, asked, pushed) {
  atomic {
    if
    :: link[r] == NONE -> pushed = false; assert(deleted || now >= asked + UPLOAD_GRACE / 2)
    :: else ->
#ifndef NO_CALL_OFF
       link[r] = KEPT;
#endif
       manifest[r] = true;
       pushed = true
    fi;
    SOUND
  }
}

/* Asks, sends what is not there, and pushes the manifest; once more when the blob is unknown. */
proctype Pusher(byte r) {
  bool told, pushed;
  byte mine, asked;
  byte tries = 0;
  do
  :: tries < 2 ->
     tries++;
     ask(r, told, asked);
     if
     :: told -> skip
     :: else -> asked = now; upload(r, mine)
     fi;
     put_manifest(r, asked, pushed);
     if
     :: pushed -> break
     :: else -> skip
     fi
  :: else -> break
  od;
  atomic { running-- }
}

/* Sends what is never named. */
proctype Uploader() {
  byte mine;
  upload(0, mine);
  atomic { running-- }
}

/* Mounts from the first repository into the second, and pushes the manifest there. */
proctype Mounter() {
  bool mounted = false, pushed;
  byte asked;
  atomic {
    if
    :: link[0] != NONE -> make_link(1); mounted = true; asked = now
    :: else -> skip
    fi;
    SOUND
  };
  if
  :: mounted -> put_manifest(1, asked, pushed)
  :: else -> skip
  fi;
  atomic { running-- }
}

/* Deletes the manifest of the first repository. */
proctype Deleter() {
  atomic {
    if
    :: manifest[0] ->
       manifest[0] = false;
       deleted = true;
#ifndef NO_REVIEW_ROW
       link[0] = now + GRACE
#endif
    :: else -> skip
    fi;
    SOUND
  };
  atomic { running-- }
}

/* Deletes the second repository: its manifest and then its link, each when it comes to it. */
proctype RepositoryDeleter() {
  atomic { manifest[1] = false; deleted = true; SOUND };
  atomic {
    if
    :: link[1] != NONE && !manifest[1] -> link[1] = NONE; unlinked(now + GRACE)
    :: else -> skip
    fi;
    SOUND
  };
  atomic { running-- }
}

inline review_link(r) {
  atomic {
    if
    :: link[r] != NONE && link[r] != KEPT && link[r] <= now ->
       if
#ifndef NO_CALL_OFF
       :: manifest[r] -> link[r] = KEPT
#endif
       :: else ->
          link[r] = NONE;
          if
          :: link[1 - r] == NONE -> drop_blob()
          :: else -> skip
          fi
       fi
    :: else -> skip
    fi;
    SOUND
  }
}

inline review_blob() {
  atomic {
    if
    :: blob != NONE && blob != KEPT && blob <= now ->
       if
       :: link[0] != NONE || link[1] != NONE -> blob = KEPT
       :: else -> drop_blob()
       fi
    :: else -> skip
    fi;
    SOUND
  }
}

/* Looks which file may go, deletes it, and only then says that it is done. */
inline remove_file(g) {
  atomic {
    g = 0;
    do
    :: g < GENERATIONS &&
       !(removal[g] != NONE
#ifndef NO_HOLD
         && (hold == NONE || removal[g] < hold)
#endif
       ) -> g++
    :: else -> break
    od
  };
  if
  :: g < GENERATIONS ->
     atomic { file[g] = false; SOUND };
     if
     :: removal[g] = NONE
     :: skip /* killed before the row went: the next collection does it again */
     fi
  :: else -> skip
  fi
}

proctype Collector() {
  byte g;
  do
  :: true -> review_link(0)
  :: true -> review_link(1)
  :: true -> review_blob()
  :: true -> remove_file(g)
  :: running == 0 -> break
  od
}

/* A download: the row, and then the file that it names. */
proctype Downloader() {
  byte generation;
  bool found = false;
  atomic {
    if
    :: link[0] != NONE -> found = true; generation = row_generation
    :: else -> skip
    fi
  };
  if
  :: found && !file[generation] ->
#ifdef NO_SECOND_LOOK
     assert(false);
#else
     /* Gone since: the row must say so. */
     atomic { assert(link[0] == NONE || row_generation != generation || file[generation]) }
#endif
  :: else -> skip
  fi;
  atomic { running-- }
}

/* A backup: a hold, the rows, and much later the file that they named. */
proctype Backup() {
  byte generation;
  bool listed = false;
  atomic { hold = removals };
  atomic {
    if
    :: blob != NONE -> listed = true; generation = row_generation
    :: else -> skip
    fi
  };
  atomic { assert(!listed || file[generation]) };
  atomic { hold = NONE };
  atomic { running-- }
}

proctype Time() {
  do
  :: now < LAST_TICK -> now++
  :: break
  od;
  atomic { running-- }
}

init {
  byte g;
  atomic {
    running = ACTORS;
    ACT;
    run Time();
    run Collector()
  };
  /* When all is over: what nothing names goes, and what is named is there. */
  (running == 0);
  (_nr_pr == 1);
  now = 200;
  review_link(0);
  review_link(1);
  review_blob();
  atomic {
    g = 0;
    do
    :: g < GENERATIONS ->
       if
       :: removal[g] != NONE -> file[g] = false
       :: else -> skip
       fi;
       g++
    :: else -> break
    od;
    if
    :: manifest[0] || manifest[1] -> assert(blob != NONE && file[row_generation])
    :: else -> assert(blob == NONE && link[0] == NONE && link[1] == NONE)
    fi;
    g = 0;
    do
    :: g < GENERATIONS ->
       assert(!file[g] || (blob != NONE && g == row_generation));
       g++
    :: else -> break
    od
  }
}
