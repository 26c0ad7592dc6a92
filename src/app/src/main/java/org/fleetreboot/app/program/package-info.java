/** Puts the parts together: journal, engine, Camel and the hub. */
@NullMarked
package org.fleetreboot.app.program;

import org.jspecify.annotations.NullMarked;
