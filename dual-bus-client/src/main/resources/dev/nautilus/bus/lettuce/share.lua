-- One round of a stream that all instances read: keeps what this consumer has in hand, and claims
-- what another one has not kept.
-- KEYS[1] stream, KEYS[2] its retries
-- ARGV[1] group, ARGV[2] consumer, ARGV[3] lease time in ms, ARGV[4] '1' when it can take on more
local answer = 'KEPT'
local third = math.floor(tonumber(ARGV[3]) / 3)
for i = 1, 2 do
  local owed = redis.pcall('XPENDING', KEYS[i], ARGV[1])
  if owed.err then
    answer = answer .. ' NOGROUP'
  elseif owed[1] > 0 then
    local old = redis.call('XPENDING', KEYS[i], ARGV[1], 'IDLE', third, '-', '+', 500, ARGV[2])
    for _, entry in ipairs(old) do
      redis.call('XCLAIM', KEYS[i], ARGV[1], ARGV[2], 0, entry[1], 'JUSTID')
    end
    if ARGV[4] == '1' then
      local claimed = redis.call(
        'XAUTOCLAIM', KEYS[i], ARGV[1], ARGV[2], ARGV[3], '0', 'COUNT', 100, 'JUSTID')
      if #claimed[2] > 0 then
        answer = answer .. ' OWED'
      end
    end
  end
end
return answer
