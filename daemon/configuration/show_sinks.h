#pragma once

#include <string_view>

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include "extractors/yaml/yaml.h"

namespace rasid::configuration {

/// The value under a key at the top of a file, as it stands there; null where it does not. For values without secrets.
boost::json::value as_written(yaml::File const& file, std::string_view key);

/// `sinks` of rasid.yaml as it stands there, without what may be secret: addresses are cut down to their host, the
/// values of headers and of a program's environment and its arguments are left out, and so is a key nobody knows of.
boost::json::array show_sinks(yaml::File const& file);

}  // namespace rasid::configuration
