-- The running instances of a group, each by the time it came and its name, oldest first.
-- KEYS[1] sorted set, by when each was heard of last
-- ARGV[1] consumer, ARGV[2] lease time in ms, ARGV[3] '1' when it leaves
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', '(' .. string.format('%.0f', now - ARGV[2]))
local mine = string.format('%012d%06d %s', time[1], time[2], ARGV[1])
for _, member in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
  if string.sub(member, 20) == ARGV[1] then
    mine = member
  end
end
if ARGV[3] == '1' then
  redis.call('ZREM', KEYS[1], mine)
else
  redis.call('ZADD', KEYS[1], string.format('%.0f', now), mine)
  redis.call('PEXPIRE', KEYS[1], 2 * ARGV[2])
end
local members = redis.call('ZRANGE', KEYS[1], 0, -1)
table.sort(members)
return members
