/**
 * The read models in tables beside the events: written in the same transaction, asked by index, and
 * rebuilt from the events when in doubt.
 */
@NullMarked
package org.fleetreboot.journal.sql.readmodel;

import org.jspecify.annotations.NullMarked;
