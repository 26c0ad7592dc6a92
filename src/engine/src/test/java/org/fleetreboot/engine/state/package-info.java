@NullMarked
package org.fleetreboot.engine.state;

import org.jspecify.annotations.NullMarked;
