/**
 * The only writer: one thread that gathers waiting requests into one transaction, which changes the
 * read models, too.
 */
@NullMarked
package org.fleetreboot.journal.sqlite.write;

import org.jspecify.annotations.NullMarked;
