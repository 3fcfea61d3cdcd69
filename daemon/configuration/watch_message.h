#pragma once

#include <optional>
#include <string>

#include "daemon/alerts/alert.h"
#include "daemon/sinks/http/template.h"

namespace rasid::configuration {

/// What is wrong with a watch's template, if anything; nothing of an empty one.
std::optional<sinks::TemplateFault> fault_in_message(std::string const& text);

/// The alert with what its watch's template makes of it as data.message, which is shown in place of the usual text. As
/// it is where the template is wrong, or too much comes of it.
Alert with_message(Alert alert, std::string const& text);

}  // namespace rasid::configuration
