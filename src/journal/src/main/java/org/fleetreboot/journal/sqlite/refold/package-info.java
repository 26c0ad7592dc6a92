/** Makes the snapshots of streams with archived events anew from the archives. */
@NullMarked
package org.fleetreboot.journal.sqlite.refold;

import org.jspecify.annotations.NullMarked;
