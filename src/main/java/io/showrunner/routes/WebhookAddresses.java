package io.showrunner.routes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names, and refuses addresses at which no receiver of webhooks can be but a cloud keeps the credentials of its
 * machines, or which mean any machine or many. This machine and the own network are allowed: receivers live there. Thread-safe.
 */
final class WebhookAddresses implements DnsResolver {
    /** Of Alibaba, Azure, AWS and Google; those in 169.254.0.0/16 are link-local anyway. */
    private static final Set<String> METADATA =
            Set.of("100.100.100.200", "168.63.129.16", "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254");

    /** What IPv6 addresses begin with that stand for an IPv4 address: IPv4-compatible, and NAT64. */
    private static final Set<String> WITH_IPV4_INSIDE = Set.of("0:0:0:0:0:0:", "64:ff9b:0:0:0:0:");

    private static final int IPV6_BYTES = 16;

    private final DnsResolver names;

    WebhookAddresses(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        for (InetAddress address : found) {
            if (isRefused(address) || isRefused(withinIpv6(address))) {
                throw new UnknownHostException("webhooks are not posted to " + address.getHostAddress());
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    private static boolean isRefused(InetAddress address) {
        byte first = address.getAddress()[0];
        boolean ipv4 = address.getAddress().length < IPV6_BYTES;
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || (ipv4 && (first == 0 || first == (byte) 255))
                || METADATA.contains(address.getHostAddress());
    }

    /** The IPv4 address that an IPv6 address stands for, or itself. */
    static InetAddress withinIpv6(InetAddress address) throws UnknownHostException {
        byte[] bytes = address.getAddress();
        boolean inside = bytes.length == IPV6_BYTES
                && !address.isLoopbackAddress()
                && WITH_IPV4_INSIDE.stream().anyMatch(address.getHostAddress()::startsWith);
        return inside ? InetAddress.getByAddress(Arrays.copyOfRange(bytes, IPV6_BYTES - 4, IPV6_BYTES)) : address;
    }
}
