/** The tables of the read models in a file, and how they are filled anew. */
@NullMarked
package org.fleetreboot.journal.sqlite.readmodel;

import org.jspecify.annotations.NullMarked;
