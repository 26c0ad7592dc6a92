/** Moves old runs from a journal to archives, one month after the other. */
@NullMarked
package org.fleetreboot.journal.sqlite.archive.move;

import org.jspecify.annotations.NullMarked;
