/** Reads a journal, or an archive, over connections that cannot write. */
@NullMarked
package org.fleetreboot.journal.sqlite.read;

import org.jspecify.annotations.NullMarked;
