/** The only writer of a partition: it gathers waiting requests into one transaction. */
@NullMarked
package org.fleetreboot.journal.sql.write;

import org.jspecify.annotations.NullMarked;
