/** Groups and the turns of their devices: who is called when, who waits, and who never is. */
@NullMarked
package org.fleetreboot.engine.group;

import org.jspecify.annotations.NullMarked;
