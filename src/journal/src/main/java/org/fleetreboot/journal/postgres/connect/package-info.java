/** The way to the database: its address, its connections, its schema, and what its errors mean. */
@NullMarked
package org.fleetreboot.journal.postgres.connect;

import org.jspecify.annotations.NullMarked;
