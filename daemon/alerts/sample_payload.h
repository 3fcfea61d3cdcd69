#pragma once

#include <string>

namespace rasid::alerts {

/// The payload of an alert that never was, with a value for every member: what templates are tried with when they are
/// read. Its words hold what breaks careless templates: quotes, markup, line breaks,
/// two directions of writing.
std::string sample_payload();

}  // namespace rasid::alerts
