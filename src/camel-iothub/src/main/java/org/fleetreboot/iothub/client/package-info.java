/**
 * What the component needs from a hub, and the words for what may go wrong. Bind another {@link
 * org.fleetreboot.iothub.client.IotHubClient} in the registry to replace the real hub.
 */
@NullMarked
package org.fleetreboot.iothub.client;

import org.jspecify.annotations.NullMarked;
