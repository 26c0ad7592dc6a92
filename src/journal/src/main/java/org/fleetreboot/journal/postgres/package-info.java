/** A journal in PostgreSQL, which several nodes share. */
@NullMarked
package org.fleetreboot.journal.postgres;

import org.jspecify.annotations.NullMarked;
