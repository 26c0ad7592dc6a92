/** Snapshots of streams, and which streams are open, in any database. */
@NullMarked
package org.fleetreboot.journal.sql.snapshot;

import org.jspecify.annotations.NullMarked;
