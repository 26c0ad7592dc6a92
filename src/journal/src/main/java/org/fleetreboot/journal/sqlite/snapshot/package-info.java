/** Snapshots of streams, and which streams are open. */
@NullMarked
package org.fleetreboot.journal.sqlite.snapshot;

import org.jspecify.annotations.NullMarked;
