#include "rules/schema.h"

#include <iostream>

#include "daemon/cli/commands.h"

namespace rasid::cli {

int watches_schema() {
  std::cout << rules::watches_schema();
  return done;
}

}  // namespace rasid::cli
