package org.fleetreboot.devicesim.hub;

import org.fleetreboot.devicesim.hub.mqtt.MqttServer;
import org.fleetreboot.devicesim.hub.parity.amqp.AmqpServer;
import org.fleetreboot.devicesim.hub.rest.HttpServer;

/** The servers on the ports of a hub. */
record Servers(
    HttpServer rest, MqttServer mqtt, MqttServer plainMqtt, AmqpServer amqp, HttpServer test) {}
