#include "daemon/version.h"

namespace rasid {

std::string user_agent(std::string_view contact) {
  std::string agent = "Rasid/" + std::string(version);
  if (!contact.empty()) agent += " (+" + std::string(contact) + ")";
  return agent;
}

}  // namespace rasid
