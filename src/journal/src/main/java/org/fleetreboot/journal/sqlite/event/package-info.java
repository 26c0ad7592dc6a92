/** Events as rows: their numbers, their chain of hashes, and what has left the file. */
@NullMarked
package org.fleetreboot.journal.sqlite.event;

import org.jspecify.annotations.NullMarked;
