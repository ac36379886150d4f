package io.showrunner.routes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/** Resolves names, and refuses addresses of this machine and of private networks unless the host is allowed to have one. */
final class PublicAddresses implements DnsResolver {
    private final DnsResolver names;
    private final Set<String> allowed;

    /** @param allowed hosts in lower case */
    PublicAddresses(DnsResolver names, Set<String> allowed) {
        this.names = names;
        this.allowed = allowed;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.resolve(host);
        if (allowed.contains(host.toLowerCase(Locale.ROOT))) {
            return found;
        }
        for (InetAddress address : found) {
            if (isPrivate(address) || isPrivate(WebhookAddresses.withinIpv6(address))) {
                throw new UnknownHostException("its host is in a private network (" + address.getHostAddress()
                        + ") and not one of showrunner.callback.hosts");
            }
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    /** RFC 1918, RFC 6598 (carrier-grade NAT), RFC 4193 (unique local) and loopback. */
    private static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean ipv4 = bytes.length == 4;
        return address.isLoopbackAddress()
                || address.isSiteLocalAddress()
                || (ipv4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40)
                || (!ipv4 && (bytes[0] & 0xfe) == 0xfc);
    }
}
