/** Reads all partitions, whoever writes them. */
@NullMarked
package org.fleetreboot.journal.postgres.read;

import org.jspecify.annotations.NullMarked;
