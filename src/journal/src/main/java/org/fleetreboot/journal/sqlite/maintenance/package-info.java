/** Backup, compaction and statistics of a journal file. */
@NullMarked
package org.fleetreboot.journal.sqlite.maintenance;

import org.jspecify.annotations.NullMarked;
