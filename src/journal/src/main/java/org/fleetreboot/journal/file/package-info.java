/** Gives programs a durable journal, whatever its store. */
@NullMarked
package org.fleetreboot.journal.file;

import org.jspecify.annotations.NullMarked;
