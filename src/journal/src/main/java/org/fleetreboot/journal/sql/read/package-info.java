/** Reads events and snapshots over one connection of any database. */
@NullMarked
package org.fleetreboot.journal.sql.read;

import org.jspecify.annotations.NullMarked;
