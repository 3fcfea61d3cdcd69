#pragma once

#include <string>
#include <vector>

#include "extractors/model/diagnostic.h"
#include "tests/support/temp_folder.h"

namespace rasid::configuration {

/// All problems as a person reads them.
inline std::string rendered(Diagnostics const& problems) {
  std::string out;
  for (Diagnostic const& problem : problems) out += render(problem);
  return out;
}

/// "rasid.yaml:2:3" of each problem, in order.
inline std::vector<std::string> places(Diagnostics const& problems) {
  std::vector<std::string> out;
  for (Diagnostic const& p : problems) {
    out.push_back(p.file + ":" + std::to_string(p.line) + ":" + std::to_string(p.column));
  }
  return out;
}

/// 32 bytes of base64, as `openssl rand -base64 32` gives them.
inline std::string const secret_text = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

}  // namespace rasid::configuration
