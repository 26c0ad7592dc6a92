/**
 * What the component needs from a hub, and the kinds of failure. Bind another {@link
 * org.fleetreboot.iothub.client.IotHubClient} in the registry to replace the real hub.
 */
@NullMarked
package org.fleetreboot.iothub.client;

import org.jspecify.annotations.NullMarked;
