/**
 * A journal in one SQLite file: one writing connection that gathers waiting requests into one
 * transaction, and read-only connections for everybody else.
 */
@NullMarked
package org.fleetreboot.journal.sqlite;

import org.jspecify.annotations.NullMarked;
