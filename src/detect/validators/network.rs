//! Internet addresses.

use super::Checked;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Checks an IPv4 or IPv6 address: public ranges only; those for documentation (RFC 5737, RFC 3849) are examples.
pub(crate) fn ip(text: &str) -> Checked {
    match text.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => v4(address),
        Ok(IpAddr::V6(address)) => v6(address),
        Err(_) => Checked::INVALID,
    }
}

/// Checks a hardware address; those of all zeros and all ones are nobody's.
pub(crate) fn mac(text: &str) -> Checked {
    let separator = text.as_bytes().get(2).copied().filter(|byte| matches!(byte, b':' | b'-'));
    let good = text.len() == 17
        && text.bytes().enumerate().all(|(at, byte)| match at % 3 {
            2 => Some(byte) == separator,
            _ => byte.is_ascii_hexdigit(),
        });
    let first = text.as_bytes().first().copied();
    let uniform = text.bytes().filter(u8::is_ascii_hexdigit).all(|byte| Some(byte) == first);
    if good && !uniform { Checked::unknown("hardware address") } else { Checked::INVALID }
}

fn v4(address: Ipv4Addr) -> Checked {
    if address.is_documentation() {
        return Checked::example("range reserved for documentation");
    }
    let [first, second, _, _] = address.octets();
    let shared = first == 100 && (64..128).contains(&second);
    let special = address.is_private() || address.is_loopback() || address.is_link_local() || address.is_multicast();
    if special || shared || address.is_broadcast() || first == 0 || first >= 240 {
        return Checked::INVALID;
    }
    Checked::unknown("public address")
}

fn v6(address: Ipv6Addr) -> Checked {
    match address.segments() {
        [0x2001, 0xdb8, ..] => Checked::example("range reserved for documentation"),
        [first, ..] if first & 0xe000 == 0x2000 => Checked::unknown("public address"),
        _ => Checked::INVALID,
    }
}
