/** The program: it knows all the modules, and nobody knows it. */
@NullMarked
package org.fleetreboot.app;

import org.jspecify.annotations.NullMarked;
