@NullMarked
package org.fleetreboot.engine;

import org.jspecify.annotations.NullMarked;
