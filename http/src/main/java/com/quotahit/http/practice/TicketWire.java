package com.quotahit.http.practice;

/**
 * The way to the voice socket.
 *
 * @param url absolute, with the ticket in it
 * @param ticket good for one opening, soon
 * @param protocol to name when opening
 */
public record TicketWire(String url, String ticket, String protocol) {}
