/** The writer of the partitions that a node has taken: each commit is fenced by their epochs. */
@NullMarked
package org.fleetreboot.journal.postgres.write;

import org.jspecify.annotations.NullMarked;
